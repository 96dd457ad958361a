import { type ComponentProps, lazy, Suspense } from "react";

const Dialog = lazy(() => import("./comment-dialog.tsx").then(({ CommentDialog }) => ({ default: CommentDialog })));

/** The dialog, loaded when it is first opened. */
export const CommentDialog = (asked: ComponentProps<typeof Dialog>) => (
  <Suspense fallback={null}>
    <Dialog {...asked} />
  </Suspense>
);
