package ui

import (
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// tick is the least time between two redraws for news of the worker.
const tick = 100 * time.Millisecond

// A queue brings work to the page's goroutine, in order and in batches: the
// first at once, what follows after a tick. A timer drives it, not animation
// frames, which stop in a hidden tab. While no page is open the work waits.
type queue struct {
	mu        sync.Mutex
	work      []func()
	ctx       *app.Context      // of the page; nil while there is none
	after     func(app.Context) // the page's, called when a batch is done
	scheduled bool
	drained   time.Time
}

// put adds work. It may be called on any goroutine.
func (q *queue) put(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.work = append(q.work, f)
	q.schedule()
}

// open hands the work to a page from now on, which after is called on when a
// batch is done.
func (q *queue) open(ctx app.Context, after func(app.Context)) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ctx, q.after, q.scheduled = &ctx, after, false
	q.schedule()
}

// close says that the page was left.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ctx = nil
}

func (q *queue) schedule() {
	if q.ctx == nil || q.scheduled || len(q.work) == 0 {
		return
	}
	q.scheduled = true
	q.ctx.After(max(0, tick-time.Since(q.drained)), q.drain)
}

func (q *queue) drain(ctx app.Context) {
	q.mu.Lock()
	work, after := q.work, q.after
	q.work, q.scheduled, q.drained = nil, false, time.Now()
	q.mu.Unlock()
	for _, f := range work {
		f()
	}
	after(ctx)
}
