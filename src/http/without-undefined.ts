type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The same object without the keys that hold undefined, so that spreading it overwrites nothing. */
export const withoutUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<T>;
