import { liveThrough } from "./live-through.ts";

liveThrough({ from: 51, to: 75 });
