/** Gives every line of a text that comes in pieces cut anywhere; a last line without its end as well. */
export async function forEachLine(chunks: AsyncIterable<string>, take: (line: string) => void): Promise<void> {
  let carry = '';
  for await (const chunk of chunks) {
    const lines = (carry + chunk).split('\n');
    carry = lines.pop() ?? '';
    for (const line of lines) take(line);
  }
  if (carry !== '') take(carry);
}
