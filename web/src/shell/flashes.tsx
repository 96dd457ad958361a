import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

type Flash = Pick<FlashbarProps.MessageDefinition, "type" | "header" | "content">;

const Telling = createContext<(flash: Flash) => void>(() => {});
const Told = createContext<FlashbarProps.MessageDefinition[]>([]);

/** Says something at the top of the page; it stays until it is dismissed. */
export const useTell = () => useContext(Telling);

export const FlashProvider = ({ children }: { children: ReactNode }) => {
  const [items, setItems] = useState<FlashbarProps.MessageDefinition[]>([]);
  const tell = useCallback((flash: Flash) => {
    const id = crypto.getRandomValues(new Uint32Array(1)).join();
    const dismiss = () => setItems((now) => now.filter((item) => item.id !== id));
    setItems((now) => [
      { ...flash, id, dismissible: true, dismissLabel: "Dismiss", onDismiss: dismiss, ariaRole: "status" },
      ...now.slice(0, 2),
    ]);
  }, []);
  return (
    <Telling.Provider value={tell}>
      <Told.Provider value={items}>{children}</Told.Provider>
    </Telling.Provider>
  );
};

/** What people were told, below what stands at this moment. */
export const Flashes = ({ standing }: { standing: FlashbarProps.MessageDefinition | undefined }) => {
  const items = useContext(Told);
  const shown = useMemo(() => (standing ? [standing, ...items] : items), [standing, items]);
  return <Flashbar items={shown} i18nStrings={{ ariaLabel: "Messages" }} />;
};
