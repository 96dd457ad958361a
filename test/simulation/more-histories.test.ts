import { liveThrough } from "./live-through.ts";

liveThrough({ from: 13, to: 24 });
