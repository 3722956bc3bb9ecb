import * as z from 'zod';

/** What the docking library needs of a layout, checked before it is handed over: a kept text is anybody's text. */
const panel = z.looseObject({
  id: z.string().min(1).max(80),
  contentComponent: z.string().max(80),
  title: z.string().max(120).optional(),
  params: z.looseObject({ link: z.string().max(20).optional() }).optional(),
});

const group = z.looseObject({ id: z.string().max(80), views: z.array(z.string().max(80)).max(40) });

interface GridNode {
  readonly type: 'branch' | 'leaf';
  readonly data: unknown;
}

const node: z.ZodType<GridNode> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('branch'), data: z.array(node).max(40) }),
    z.looseObject({ type: z.literal('leaf'), data: group }),
  ]),
);

/** A layout as the docking library writes it; floating and popped-out groups are left out. */
export const layoutSchema = z.object({
  grid: z.looseObject({
    root: node,
    width: z.number().min(0).max(40_000),
    height: z.number().min(0).max(40_000),
    orientation: z.union([z.literal('HORIZONTAL'), z.literal('VERTICAL')]),
  }),
  panels: z.record(z.string().max(80), panel),
  activeGroup: z.string().max(80).optional(),
});
export type Layout = z.infer<typeof layoutSchema>;

export const NAME_LENGTH = 40;

/** A board by its name. `saved`: as it was last saved, null for one that comes with the program; `working`: as it stands. */
const board = z.object({
  name: z.string().trim().min(1).max(NAME_LENGTH),
  saved: layoutSchema.nullable(),
  working: layoutSchema.nullable(),
});
export type Board = z.infer<typeof board>;

/** What is kept. The version rises with every change of this shape. */
export const keptBoards = z.object({
  version: z.literal(1),
  current: z.string(),
  boards: z.array(board).min(1).max(60),
});
export type KeptBoards = z.infer<typeof keptBoards>;

/** The groups and panels of a layout that stand nowhere or twice make it broken: the library would throw half-way. */
export function isWhole({ grid, panels }: Layout): boolean {
  const shown: string[] = [];
  const walk = (at: GridNode): void => {
    if (at.type === 'leaf') shown.push(...(at.data as { readonly views: readonly string[] }).views);
    else for (const child of at.data as readonly GridNode[]) walk(child);
  };
  walk(grid.root);
  const ids = Object.keys(panels);
  return shown.length === ids.length && new Set(shown).size === ids.length && shown.every((id) => id in panels);
}
