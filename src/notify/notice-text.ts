import type { NoticeFacts, NoticeRole } from "../core/notice.ts";

/** A notice in words, before any channel has given it a form. Nothing in it is escaped yet; single values are on one line. */
export type NoticeText = {
  subject: string;
  lead: string;
  /** What has changed since, or should be known besides. */
  remarks: string[];
  rows: { label: string; value: string }[];
  /** What people wrote, shown as theirs. */
  quotes: { label: string; text: string }[];
  steps: { label: string; text: string; url?: string }[];
  link: { label: string; url: string };
  footer: string;
};

/** What the words are made from. */
export type Told = { facts: NoticeFacts; role: NoticeRole; publicUrl: string };
