import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { SimulatedMarket } from '#core/market/sim/simulated-market.ts';
const DAY=86400000;
let candles=0, fund=0, liq=0, st=0;
const closes: number[][] = Array.from({length:12},()=>[]);
const sink={wantsTrades:false,candle(c:number,ts:number,o:number,h:number,l:number,cl:number){candles++;closes[c]!.push(cl);},trade(){},liquidation(){liq++},funding(){fund++},status(){st++}};
const m=new SimulatedMarket({seed:7,instruments:instrumentsForSimulation(),startAt:1767225600000});
const t=performance.now(); const c0=process.cpuUsage();
m.advance(60*DAY,sink);
const c1=process.cpuUsage(c0);console.log('ms',performance.now()-t,'cpu',c1.user/1000,{candles,fund,liq,st}, m.state().length);
for(const [i,c] of closes.entries()){ const r=c.slice(1).map((x,k)=>Math.log(x/c[k]!)); const mean=r.reduce((a,b)=>a+b,0)/r.length; const v=r.reduce((a,b)=>a+(b-mean)**2,0)/r.length; const k=r.reduce((a,b)=>a+(b-mean)**4,0)/r.length/v/v; const ab=r.map(Math.abs); const am=ab.reduce((a,b)=>a+b,0)/ab.length; let num=0,den=0; for(let j=0;j<ab.length;j++){den+=(ab[j]!-am)**2; if(j)num+=(ab[j]!-am)*(ab[j-1]!-am);} 
console.log(m.instruments[i]!.coin, 'first',c[0],'last',c.at(-1),'min',Math.min(...c.filter((_,q)=>q%10==0)),'max',Math.max(...c.filter((_,q)=>q%10==0)),'dayvol',(Math.sqrt(v*1440)*100).toFixed(2),'kurt',k.toFixed(1),'acf',(num/den).toFixed(3));}
console.log(m.ticker(0,0));
