import { trainModel } from './adapters/model/train-in-thread.ts';
import { workInThread } from './adapters/system/work-in-thread.ts';

/** Trains one model. */
void workInThread(trainModel);
