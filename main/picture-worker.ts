import { readPicture } from './adapters/pictures/read-in-thread.ts';
import { workInThread } from './adapters/system/work-in-thread.ts';

/** Reads one picture. */
void workInThread(readPicture);
