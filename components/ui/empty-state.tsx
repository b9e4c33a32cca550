import type { ReactNode } from "react";

type Props = {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** h1 where it is the whole page */
  heading?: "h1" | "h2";
};

/** What this place is for, why it is empty, the button that fills it. */
export function EmptyState({ icon, title, children, action, heading: Heading = "h2" }: Props) {
  return (
    <div className="mx-auto flex max-w-120 flex-col items-center gap-2 px-4 py-12 text-center">
      {icon && <div className="mb-1 text-muted [&_svg]:size-8 [&_svg]:stroke-[1.5]">{icon}</div>}
      <Heading className="text-lg">{title}</Heading>
      {children && <div className="text-muted">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
