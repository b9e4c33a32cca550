import type { ReactNode } from "react";

/** For names that are copied or compared letter by letter. */
export function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-sm wrap-anywhere">{children}</code>;
}

/** The marks of the texts of the guide: what is written on Microsoft's buttons, and what is typed. */
export const marks = {
  b: (text: ReactNode) => <b>{text}</b>,
  code: (text: ReactNode) => <Code>{text}</Code>,
};
