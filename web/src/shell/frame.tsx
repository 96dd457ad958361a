import { createContext, type Dispatch, type ReactNode, type SetStateAction, useContext, useEffect } from "react";

export type Frame = { title: string; crumbs: { text: string; href: string }[]; help: ReactNode };

export const emptyFrame: Frame = { title: "Stint", crumbs: [], help: null };

export const FrameSetter = createContext<Dispatch<SetStateAction<Frame>>>(() => {});

/** What a page puts around itself: its title in the browser, where it stands, its help. `help` and `crumbs` are constants of the page. */
export const useFrame = ({ title, crumbs, help }: Frame): void => {
  const setFrame = useContext(FrameSetter);
  useEffect(() => {
    document.title = `${title} · Stint`;
    setFrame({ title, crumbs, help });
  }, [title, crumbs, help, setFrame]);
};
