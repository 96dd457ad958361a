import { liveThrough } from "./live-through.ts";

liveThrough({ from: 101, to: 125 });
