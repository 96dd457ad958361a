import { type ComponentProps, lazy, Suspense } from "react";

const Loaded = lazy(() => import("./just-decided.tsx").then(({ JustDecided }) => ({ default: JustDecided })));

/** The same, loaded once the page itself is there. */
export const JustDecided = (facts: ComponentProps<typeof Loaded>) => (
  <Suspense fallback={null}>
    <Loaded {...facts} />
  </Suspense>
);
