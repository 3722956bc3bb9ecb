import { createContext, useContext } from 'react';
import { say } from '#shared/language/words.ts';

/** False while another process holds the data folder: this window then only reads. */
export const WritableContext = createContext(true);

/** What a control that changes something says while it cannot. */
export const READ_ONLY_TITLE = say('Another workstation holds this data folder; this one only reads');

export const useWritable = (): boolean => useContext(WritableContext);
