import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useSessionIsOver, whenAnotherTabKnows } from "../api/session.ts";

/** Says whether the session is over. Once it is there again, everything is read anew; if it is somebody else's, nothing of the former stays, also when that came about in another tab. */
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
    const look = () => void client.refetchQueries({ queryKey: ["me"] });
    const forget = whenAnotherTabKnows((whom) => {
      if (isOver || whom !== personId) look();
    });
    if (isOver) window.addEventListener("focus", look);
    return () => {
      forget();
      window.removeEventListener("focus", look);
    };
  }, [isOver, personId, client]);
  useEffect(() => {
    if (!isOver && wasOver.current) client.invalidateQueries();
    wasOver.current = isOver;
  }, [isOver, client]);
  return isOver;
};
