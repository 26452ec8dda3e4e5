package ui

import (
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/host"
)

// tick is the least time between two redraws for news of the worker.
const tick = 100 * time.Millisecond

// A queue brings work to the page's goroutine, in order and in batches. Patient
// work waits until a tick has passed since the last batch; a timer drives it,
// not animation frames, which stop in a hidden tab. While no page is open all
// work waits.
type queue struct {
	mu        sync.Mutex
	work      []func()
	ctx       *app.Context      // of the page; nil while there is none
	after     func(app.Context) // the page's, called when a batch is done
	pages     int               // that have opened it
	scheduled bool
	drained   time.Time
}

// put adds work. It may be called on any goroutine.
func (q *queue) put(f func(), patient bool) {
	q.mu.Lock()
	q.work = append(q.work, f)
	ctx := q.ctx
	if patient {
		q.schedule()
	}
	q.mu.Unlock()
	if ctx != nil && !patient {
		ctx.Dispatch(q.drain)
	}
}

// now adds work that does not wait.
func (q *queue) now(f func()) { q.put(f, false) }

// open hands the work to a page from now on, which after is called on when a
// batch is done. The function it returns says that the page was left; another
// may have come before that.
func (q *queue) open(ctx app.Context, after func(app.Context)) (left func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ctx, q.after, q.scheduled = &ctx, after, false
	q.pages++
	page := q.pages
	q.schedule()
	return func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		if page == q.pages {
			q.ctx = nil
		}
	}
}

// A bystander is a part of pages that have nothing to do with the work, but let
// it go on while they are looked at.
type bystander struct {
	events *queue
	left   func()
}

// OnMount takes the work over from the page before.
func (b *bystander) OnMount(ctx app.Context) {
	b.left = b.events.open(ctx, func(app.Context) {})
	host.Ready()
}

// OnDismount leaves the work to the next page.
func (b *bystander) OnDismount() { b.left() }

func (q *queue) schedule() {
	if q.ctx == nil || q.scheduled || len(q.work) == 0 {
		return
	}
	q.scheduled = true
	q.ctx.After(max(0, tick-time.Since(q.drained)), func(ctx app.Context) {
		q.mu.Lock()
		q.scheduled = false
		q.mu.Unlock()
		q.drain(ctx)
	})
}

func (q *queue) drain(ctx app.Context) {
	q.mu.Lock()
	work, after := q.work, q.after
	q.work, q.drained = nil, time.Now()
	q.mu.Unlock()
	if len(work) == 0 {
		return
	}
	for _, f := range work {
		f()
	}
	after(ctx)
}
