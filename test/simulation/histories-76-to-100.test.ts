import { liveThrough } from "./live-through.ts";

liveThrough({ from: 76, to: 100 });
