// Package runner is the page's handle on its workers. A Runner has one run on
// one worker: it sends it commands, keeps the newest snapshot of the run in
// memory, and when the worker dies starts another that goes on from there. A
// Pool takes many short runs on several workers; one that dies is begun again.
//
// All of it runs on one goroutine: a Port must deliver what it hears there.
package runner
