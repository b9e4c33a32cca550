import { NotFound } from "@/components/shell/not-found";

/** Where no layout with a `<main>` stands around it. */
export default function NotFoundPage() {
  return (
    <main>
      <NotFound />
    </main>
  );
}
