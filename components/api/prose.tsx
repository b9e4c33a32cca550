import { Code } from "@/components/help/marks";

/** A text in which `backticks` mark what is typed. */
export function Prose({ text }: { text: string }) {
  const parts = text.split("`");
  return (
    <>
      {/* biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places */}
      {parts.map((part, index) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part))}
    </>
  );
}
