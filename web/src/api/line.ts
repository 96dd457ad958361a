const retryMs = 5_000;
/** The server sends a beat every 15 seconds. */
const silentMs = 40_000;
/** A line that ends is opened again at once, which nobody needs to hear of. */
const graceMs = 3_000;

type Listener = {
  on: Record<string, () => void>;
  /** Live again after something may have been missed. */
  missed(): void;
  refused(): void;
  state(state: "live" | "lost"): void;
};

/** One open line to the server, opened again whenever it breaks, is refused or falls silent. Answers how to close it. */
export const openLine = (listener: Listener): (() => void) => {
  let source: EventSource | undefined;
  let again: number | undefined;
  let silence: number | undefined;
  let grace: number | undefined;
  let wasLost = false;

  const lost = (afterMs: number) => {
    wasLost = true;
    window.clearTimeout(grace);
    grace = window.setTimeout(() => listener.state("lost"), afterMs);
  };
  const heard = () => {
    window.clearTimeout(silence);
    silence = window.setTimeout(() => {
      lost(0);
      open();
    }, silentMs);
  };
  const open = () => {
    source?.close();
    window.clearTimeout(again);
    source = new EventSource("/api/v1/events");
    source.onopen = () => {
      window.clearTimeout(grace);
      heard();
      if (wasLost) listener.missed();
      wasLost = false;
      listener.state("live");
    };
    source.onerror = () => {
      lost(graceMs);
      // The browser tries again by itself unless it was refused: then we do.
      if (source?.readyState !== EventSource.CLOSED) return;
      listener.refused();
      again = window.setTimeout(open, retryMs);
    };
    for (const [name, act] of Object.entries(listener.on))
      source.addEventListener(name, () => {
        heard();
        act();
      });
  };
  const offline = () => lost(0);
  window.addEventListener("offline", offline);
  window.addEventListener("online", open);
  open();
  return () => {
    source?.close();
    for (const timer of [again, silence, grace]) window.clearTimeout(timer);
    window.removeEventListener("offline", offline);
    window.removeEventListener("online", open);
  };
};
