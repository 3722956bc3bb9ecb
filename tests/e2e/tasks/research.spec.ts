import { playTasks } from '#tests/support/tasks/play.ts';
import { RESEARCH_TASKS } from '#tests/support/tasks/research-tasks.ts';

playTasks('what a person wants to know', RESEARCH_TASKS);
