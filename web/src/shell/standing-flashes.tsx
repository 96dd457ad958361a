import Button from "@cloudscape-design/components/button";
import type { FlashbarProps } from "@cloudscape-design/components/flashbar";

type Message = FlashbarProps.MessageDefinition;

/** Stays until the line is there again. */
export const lostLine: Message = {
  id: "lost-line",
  type: "warning",
  header: "The connection to Stint is lost",
  content: "What you see may be out of date. It is tried again by itself; check your network if this stays.",
};

/** Stays until somebody has signed in: leaving this page would lose what is being typed. */
export const signedOut: Message = {
  id: "signed-out",
  type: "warning",
  header: "You are signed out",
  content: "Sign in again in a new tab: this page then goes on by itself, with what you have typed.",
  action: (
    <Button href="/auth/login?returnTo=/" target="_blank" iconName="external" iconAlign="right">
      Sign in again
    </Button>
  ),
};
