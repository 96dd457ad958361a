import type { Message } from "../src/core/notifier.ts";

/** A channel that keeps what it is told, and does to each message what the test says. */
export const channelThat = (
  act: (message: Message, signal?: AbortSignal) => Promise<void> | void,
  channel = "email",
) => {
  const told: Message[] = [];
  const send = async (message: Message, signal?: AbortSignal) => {
    told.push(message);
    await act(message, signal);
  };
  return { channel, told, send };
};
