/** A text with its long ids cut to the end that tells them apart: `entry …4F7Q2K9A`. */
export const shortIds = (text: string): string =>
  text.replace(/[0-9A-Za-z-]{16,}/g, (id) => (/\d/.test(id) ? `…${id.slice(-8)}` : id));
