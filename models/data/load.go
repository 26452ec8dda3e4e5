package data

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"petri/models/spec"
)

//go:embed sums.json
var sumsJSON []byte

// Load reads the first train and test examples of a data set. The names it
// opens in files are those of Parts, and what it reads there is inflated:
// Gzip serves the stored files so, a browser inflates by itself.
//
// It calls progress, unless that is nil, with the fraction read so far, and
// gives up when ctx ends, also while an Open waits. A wrong count is a
// *spec.FieldError.
func Load(ctx context.Context, files fs.FS, name string, train, test int, progress func(part float64)) (*Set, error) {
	info, err := sets.Get(name)
	if err != nil {
		return nil, &spec.FieldError{Field: "data", Message: err.Error()}
	}
	if err := errors.Join(checkCount("train", train, info.Train), checkCount("test", test, info.Test)); err != nil {
		return nil, err
	}
	if info.Of != nil {
		return mixture(ctx, files, info, train, test, progress)
	}
	l := loader{ctx: ctx, files: files, info: info, size: info.Shape.Size(), progress: progress}
	if err := json.Unmarshal(sumsJSON, &l.sums); err != nil {
		return nil, fmt.Errorf("data: sums.json: %w", err)
	}
	trainParts, testParts := Parts(info)
	trainParts, testParts = enough(trainParts, train), enough(testParts, test)
	for _, p := range slices.Concat(trainParts, testParts) {
		l.total += p.Count * (l.size + 1)
	}
	set := &Set{DataInfo: info}
	if set.TrainX, set.TrainY, err = l.take(trainParts, train); err != nil {
		return nil, err
	}
	if set.TestX, set.TestY, err = l.take(testParts, test); err != nil {
		return nil, err
	}
	return set, nil
}

func checkCount(field string, n, most int) error {
	if n >= 1 && n <= most {
		return nil
	}
	return spec.Refuse(field, "%[1]s goes from %[2]s to %[3]s, so %[4]s is out of range", 1, most, n)
}

// A loader is one Load under way.
type loader struct {
	ctx         context.Context
	files       fs.FS
	info        spec.DataInfo
	size        int               // bytes an image
	sums        map[string]string // SHA-256 in hexadecimal, by part
	done, total int               // bytes
	progress    func(part float64)
}

// take reads parts and returns their first n examples: images and classes.
func (l *loader) take(parts []Part, n int) (x, y []uint8, err error) {
	x, y = make([]uint8, 0, n*l.size), make([]uint8, 0, n)
	for _, p := range parts {
		b, err := l.read(p)
		if err != nil {
			return nil, nil, err
		}
		k := min(p.Count, n-len(y))
		x = append(x, b[:k*l.size]...)
		y = append(y, b[p.Count*l.size:][:k]...)
	}
	if !l.info.Text {
		decode(x, l.info.Shape)
	}
	return x, y, nil
}

// remedy is what a person can do about a damaged file.
const remedy = "reload the page, or make the data again with `make data`"

// read returns the bytes of a part, whose checksum is right.
func (l *loader) read(p Part) ([]byte, error) {
	f, err := l.open(p.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing: choose fewer examples or another data set, or make the whole set with `make data`", p.Name)
	}
	if err != nil {
		return nil, l.failed(p, err)
	}
	defer f.Close()
	b := make([]byte, p.Count*(l.size+1))
	if err := l.fill(b, f); err != nil {
		return nil, l.failed(p, err)
	}
	sum := sha256.Sum256(b)
	if got := hex.EncodeToString(sum[:]); got != l.sums[p.Name] {
		return nil, fmt.Errorf("%s is corrupted (its checksum is %.8s…, not %.8s…): %s", p.Name, got, l.sums[p.Name], remedy)
	}
	return b, nil
}

// fill reads len(b) bytes of r and reports how far the load is.
func (l *loader) fill(b []byte, r io.Reader) error {
	const block = 1 << 18 // small enough for smooth progress and a quick end
	for len(b) > 0 && l.ctx.Err() == nil {
		n, err := io.ReadFull(r, b[:min(block, len(b))])
		if err != nil {
			return err
		}
		b = b[n:]
		l.done += n
		if l.progress != nil {
			l.progress(float64(l.done) / float64(l.total))
		}
	}
	return l.ctx.Err()
}

// open opens a file, which may be a download: it does not wait for that after
// ctx has ended.
func (l *loader) open(name string) (fs.File, error) {
	type opened struct {
		f   fs.File
		err error
	}
	done := make(chan opened, 1)
	go func() {
		f, err := l.files.Open(name)
		done <- opened{f, err}
	}()
	select {
	case o := <-done:
		return o.f, o.err
	case <-l.ctx.Done():
		return nil, l.ctx.Err()
	}
}

// failed explains an error of the file system; a cancelled load stays one.
func (l *loader) failed(p Part, err error) error {
	if l.ctx.Err() != nil {
		return l.ctx.Err()
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%s is cut short: %s", p.Name, remedy)
	}
	return fmt.Errorf("%s cannot be read (%w): %s", p.Name, err, remedy)
}
