import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useSessionIsOver, whenSessionMayBeThere } from "../api/session.ts";

/** Says whether the session is over. Once it is there again, everything is read anew; if it is somebody else's, nothing of the former stays. */
export const useSessionWatch = (personId: string): boolean => {
  const client = useQueryClient();
  const isOver = useSessionIsOver();
  const wasOver = useRef(false);
  const person = useRef(personId);
  useEffect(() => {
    if (person.current === personId) return;
    sessionStorage.clear();
    window.location.assign("/");
  }, [personId]);
  useEffect(() => {
    if (isOver) {
      wasOver.current = true;
      return whenSessionMayBeThere(() => client.refetchQueries({ queryKey: ["me"] }));
    }
    if (wasOver.current) client.invalidateQueries();
    wasOver.current = false;
  }, [isOver, client]);
  return isOver;
};
