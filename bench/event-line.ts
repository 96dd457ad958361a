export type Heard = { seq: number; name: string; arrivedAt: number };

const retryMs = 1_000;

const heardIn = (block: string, arrivedAt: number): Heard | undefined => {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
  const [id, name] = [field("id"), field("event") ?? ""];
  return id === undefined ? undefined : { seq: Number(id), name, arrivedAt };
};

/** One person's line for server-sent events, opened again with `Last-Event-ID` when it breaks, as a browser does. */
export const openEventLine = (facts: { url: string; cookie: string; told(events: Heard[]): void }) => {
  const closing = new AbortController();
  const heard: Heard[] = [];
  const troubles: string[] = [];
  let beats = 0;
  let isFirst = true;
  let opened = () => {};
  const isOpen = new Promise<void>((resolve) => {
    opened = resolve;
  });

  const take = (blocks: string[]) => {
    const arrivedAt = Date.now();
    beats += blocks.filter((block) => block.startsWith("event: beat")).length;
    const fresh = blocks.flatMap((block) => heardIn(block, arrivedAt) ?? []);
    heard.push(...fresh);
    if (fresh.length > 0) facts.told(fresh);
  };
  const listen = async () => {
    const last = heard.at(-1)?.seq;
    const response = await fetch(`${facts.url}/api/v1/events`, {
      headers: { cookie: facts.cookie, ...(last === undefined ? {} : { "last-event-id": String(last) }) },
      signal: closing.signal,
    });
    if (response.status !== 200 || !response.body)
      throw new Error(`${response.status}: ${(await response.text()).slice(0, 200)}`);
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of response.body) {
      if (isFirst) opened();
      isFirst = false;
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
      rest = blocks.pop() ?? "";
      take(blocks);
    }
    throw new Error("the server ended the line");
  };
  const keepListening = async () => {
    while (!closing.signal.aborted) {
      try {
        await listen();
      } catch (problem) {
        if (closing.signal.aborted) return;
        troubles.push(String(problem));
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  };
  const listening = keepListening();
  return {
    isOpen,
    heard,
    troubles,
    beats: () => beats,
    close: async () => {
      closing.abort();
      await listening;
    },
  };
};

export type EventLine = ReturnType<typeof openEventLine>;
