/**
 * Answers what many ask in the same turn by one reading, made after the last of them asked: two hundred lines that look whether their
 * session still is there cost no more than one. Nothing is kept for the next turn.
 */
export const askedTogether = <Answer>(read: (keys: string[]) => Promise<ReadonlyMap<string, Answer>>) => {
  let asking: { keys: Set<string>; answers: Promise<ReadonlyMap<string, Answer>> } | undefined;
  return async (key: string): Promise<Answer | undefined> => {
    if (!asking) {
      const keys = new Set<string>();
      const answers = Promise.resolve().then(() => {
        asking = undefined;
        return read([...keys]);
      });
      asking = { keys, answers };
    }
    asking.keys.add(key);
    return (await asking.answers).get(key);
  };
};
