import { liveThrough } from "./live-through.ts";

liveThrough({ from: 21, to: 40 });
