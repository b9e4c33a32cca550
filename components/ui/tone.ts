/** The five tones of status. Never the only sign: an icon and a word stand beside the colour. */
export type Tone = "red" | "amber" | "green" | "blue" | "grey";

export const toneText: Record<Tone, string> = {
  red: "text-red",
  amber: "text-amber",
  green: "text-green",
  blue: "text-blue",
  grey: "text-grey",
};

export const toneSoft: Record<Tone, string> = {
  red: "border-transparent bg-red-soft text-red",
  amber: "border-transparent bg-amber-soft text-amber",
  green: "border-transparent bg-green-soft text-green",
  blue: "border-transparent bg-blue-soft text-blue",
  grey: "border-transparent bg-grey-soft text-grey",
};

export const toneOutline: Record<Tone, string> = {
  red: "border-red-line text-red",
  amber: "border-amber-line text-amber",
  green: "border-green-line text-green",
  blue: "border-blue-line text-blue",
  grey: "border-grey-line text-grey",
};

export const toneFramed: Record<Tone, string> = {
  red: "border-red-line bg-red-soft",
  amber: "border-amber-line bg-amber-soft",
  green: "border-green-line bg-green-soft",
  blue: "border-blue-line bg-blue-soft",
  grey: "border-grey-line bg-grey-soft",
};
