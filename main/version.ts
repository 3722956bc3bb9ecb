/** The program's version; part of every replay's configuration, so that a root hash names the program that made it. */
export const VERSION = '0.1.0';
