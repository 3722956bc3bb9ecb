const {explore}=await import('/work/main/tests/support/path/lock-space.ts');
const {LockManager}=await import('/work/main/main/core/agents/locking/lock-manager.ts');
for (const d of [7,8,9,10]) { const t=Date.now(); const r=explore((m)=>new LockManager(m,0),d); console.log(d,r.states,r.moves,r.stuck,r.broken, Date.now()-t); }
