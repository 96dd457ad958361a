import { liveThrough } from "./live-through.ts";

liveThrough({ from: 176, to: 200 });
