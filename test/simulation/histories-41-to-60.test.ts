import { liveThrough } from "./live-through.ts";

liveThrough({ from: 41, to: 60 });
