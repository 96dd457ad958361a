import { liveThrough } from "./live-through.ts";

liveThrough({ from: 81, to: 120 });
