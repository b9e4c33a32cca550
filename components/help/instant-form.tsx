"use client";

import Form from "next/form";
import type { ReactNode } from "react";

type Props = { action: string; className?: string; children: ReactNode };

/** A form that goes to its address as soon as something in it changes; the page stays where it is. */
export function InstantForm({ action, className, children }: Props) {
  return (
    <Form
      action={action}
      replace
      scroll={false}
      className={className}
      onChange={(event) => event.currentTarget.requestSubmit()}
    >
      {children}
    </Form>
  );
}
