import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "./call.ts";
import { refreshAccess } from "./refresh-access.ts";
import type { AccessRequest, Grant, RequestInput } from "./shapes.ts";

export type Verb = "approve" | "reject" | "cancel";

const said = (comment: string) => (comment.trim() ? { comment: comment.trim() } : {});

/** Requests on which this very tab has given a word. */
const worded = new Set<string>();

export const isWordedHere = (id: string): boolean => worded.has(id);

/** One word on one request, as the server recorded it. */
export const sendWord = async (word: { id: string; verb: Verb; comment: string }): Promise<AccessRequest> => {
  const decided = await call<AccessRequest>("POST", `/requests/${word.id}/${word.verb}`, { body: said(word.comment) });
  worded.add(word.id);
  return decided;
};

/** Each shows its outcome at once; when it failed, what is true now is read again: somebody else may have been faster. */
const useChange = <Input, Output>(change: (input: Input) => Promise<Output>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: the row whose button it was may be gone by then, and with it whoever says how it went.
    onSettled: () => {
      refreshAccess(client);
    },
  });
};

export const useDecision = () => useChange(sendWord);

export const useEnding = () =>
  useChange(({ id, comment }: { id: string; comment: string }) =>
    call<Grant>("POST", `/grants/${id}/end`, { body: said(comment) }),
  );

export const useSending = () =>
  useChange(({ form, key }: { form: RequestInput; key: string }) =>
    call<AccessRequest>("POST", "/requests", { body: form, headers: { "idempotency-key": key } }),
  );
