type Given<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The values that are given: those that are undefined are left out. */
export const given = <T extends object>(values: T): Given<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
