import { liveThrough } from "./live-through.ts";

liveThrough({ from: 26, to: 50 });
