import { playTasks } from '#tests/support/tasks/play.ts';
import { SETUP_TASKS } from '#tests/support/tasks/setup-tasks.ts';

playTasks('making the place one’s own', SETUP_TASKS);
