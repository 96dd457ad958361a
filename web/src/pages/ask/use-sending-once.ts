import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useSending } from "../../api/changes.ts";
import type { RequestInput } from "../../api/shapes.ts";
import { useTell } from "../../shell/flashes.tsx";
import { forgetDraft } from "./use-draft.ts";

/** Sends the form, once however often it is clicked, and goes to the page of what came of it. */
export const useSendingOnce = (personId: string) => {
  const sending = useSending();
  const isSending = useRef(false);
  const navigate = useNavigate();
  const tell = useTell();
  const send = (form: RequestInput, key: string) => {
    // Two clicks come before the button shows that it is busy.
    if (isSending.current) return;
    isSending.current = true;
    sending.mutate(
      { form, key },
      {
        onSuccess: (request) => {
          forgetDraft(personId);
          const content =
            request.state === "approved"
              ? "Approved by policy: access begins at its start."
              : "Sent: it waits for approval. This page changes by itself.";
          tell({ type: "success", content });
          navigate({ to: "/requests/$id", params: { id: request.id } });
        },
        onSettled: () => {
          isSending.current = false;
        },
      },
    );
  };
  return { sending, send };
};
