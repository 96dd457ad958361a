type Gathering<Word> = {
  /** So long after the first word, so that words that come together are one. */
  soonMs: number;
  /** So long after each time it is left alone, however much is said: a page in a busy office is read once a second, not at each event. */
  restMs: number;
  isSeen(): boolean;
  act(words: ReadonlySet<Word>): void;
};

/** How soon and how often a page that something moved on is read again. */
export const consolePace = { soonMs: 150, restMs: 1_000 };

/** Does with everything that was said what has to be done, soon and once, never left out; while nobody looks, as soon as somebody does. */
export const gathered = <Word>({ soonMs, restMs, isSeen, act }: Gathering<Word>) => {
  let said = new Set<Word>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = () => {
    timer = undefined;
    if (said.size === 0 || !isSeen()) return;
    const words = said;
    said = new Set();
    timer = setTimeout(run, restMs);
    act(words);
  };
  const look = () => {
    if (said.size > 0) timer ??= setTimeout(run, soonMs);
  };
  return {
    say: (word: Word) => {
      said.add(word);
      look();
    },
    /** To be called when it is seen again. */
    look,
    stop: () => clearTimeout(timer),
  };
};
