// The one question that the editor asks the archive: what becomes of this text?

/** What the archive made of a text, or the sentence with which it said no ("" when it is away). */
export type Answer = { prose: string; done: string[] } | { sentence: string };

export type Ask = (source: string, format: "html" | "text") => Promise<Answer>;

const PATIENCE = 20_000; // milliseconds

export function asking(address: string, token: string): Ask {
  return async (source, format) => {
    if (!source.trim()) return { prose: "", done: [] };
    const body = new FormData();
    body.set("source", source);
    body.set("source_format", format);
    try {
      const answer = await fetch(address, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "X-CSRFToken": token },
        signal: AbortSignal.timeout(PATIENCE),
      });
      const found = await answer.json();
      if (answer.ok) return { prose: found.prose, done: found.done.map((one: { sentence: string }) => one.sentence) };
      return { sentence: Object.values<string[]>(found.errors).flat().join(" ") };
    } catch {
      return { sentence: "" };
    }
  };
}
