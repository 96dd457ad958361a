import { liveThrough } from "./live-through.ts";

liveThrough({ from: 31, to: 60 });
