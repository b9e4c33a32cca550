"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** The submit button of the form around it; waits while the form's action runs. */
export function SubmitButton({ appearance = "primary", ...rest }: Omit<ButtonProps, "type" | "isPending">) {
  const { pending } = useFormStatus();
  return <Button type="submit" appearance={appearance} isPending={pending} {...rest} />;
}
