"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { DialogProps } from "./dialog-window";

const DialogWindow = dynamic(async () => (await import("./dialog-window")).DialogWindow, { ssr: false });

/** A question or a short form over the page. Its script is loaded when it is first opened: most visits to a page open none. */
export function Dialog(props: DialogProps) {
  const [isNeeded, setNeeded] = useState(props.isOpen);
  if (props.isOpen && !isNeeded) setNeeded(true);
  return isNeeded ? <DialogWindow {...props} /> : null;
}
