import { addMilliseconds, type Scheduler } from "../core/time.ts";

type Taken = {
  scheduler: Scheduler;
  stallMs: number;
  /** Called once, however it ends. */
  over(): void;
  stalled(): void;
};

/** The same bytes for as long as somebody takes them: when no piece was taken for so long, the source is let go and the rest breaks off. */
export const takenInTime = (
  source: ReadableStream<Uint8Array>,
  { scheduler, stallMs, over, stalled }: Taken,
): ReadableStream<Uint8Array> => {
  const reader = source.getReader();
  let waiting = new AbortController();
  const end = () => {
    waiting.abort();
    over();
  };
  const awaitTaker = async (stream: ReadableStreamDefaultController) => {
    const { signal } = waiting;
    await scheduler.sleepUntil(addMilliseconds(scheduler.now(), stallMs), signal);
    if (signal.aborted) return;
    end();
    stalled();
    stream.error(new Error("nobody took the export any more"));
    await reader.cancel();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (stream) => {
        void awaitTaker(stream);
      },
      pull: async (stream) => {
        waiting.abort();
        const piece = await reader.read().catch((problem) => {
          end();
          throw problem;
        });
        if (piece.done) {
          end();
          return stream.close();
        }
        stream.enqueue(piece.value);
        waiting = new AbortController();
        void awaitTaker(stream);
      },
      cancel: async (reason) => {
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
};
