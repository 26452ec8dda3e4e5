package data

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"petri/models/spec"
)

const stored = "../../static/data"

// inflatedOnce serves the stored files to mustLoad, which asks for many of them again
// and again: each is inflated once.
var inflatedOnce = memory{Gzip(os.DirFS(stored)), fstest.MapFS{}}

// memory keeps what it has read.
type memory struct {
	files fs.FS
	kept  fstest.MapFS
}

func (m memory) Open(name string) (fs.File, error) {
	if m.kept[name] == nil {
		b, err := fs.ReadFile(m.files, name)
		if err != nil {
			return nil, err
		}
		m.kept[name] = &fstest.MapFile{Data: b}
	}
	return m.kept.Open(name)
}

func mustLoad(t testing.TB, name string, train, test int) *Set {
	t.Helper()
	s, err := Load(t.Context(), inflatedOnce, name, train, test, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func histogram(classes []uint8) []int {
	h := make([]int, 10)
	for _, y := range classes {
		h[y]++
	}
	return h
}

func total(pixels []uint8) (sum int) {
	for _, v := range pixels {
		sum += int(v)
	}
	return sum
}

// The default load of every set is whole, and each class is in both halves.
func TestLoad_EverySet(t *testing.T) {
	for _, d := range All() {
		t.Run(d.Name, func(t *testing.T) {
			s := mustLoad(t, d.Name, d.DefaultTrain, d.DefaultTest)
			if len(s.TrainX) != d.DefaultTrain*d.Shape.Size() || len(s.TestX) != d.DefaultTest*d.Shape.Size() {
				t.Errorf("got %d and %d bytes of images", len(s.TrainX), len(s.TestX))
			}
			if len(s.TrainY) != d.DefaultTrain || len(s.TestY) != d.DefaultTest {
				t.Errorf("got %d and %d classes", len(s.TrainY), len(s.TestY))
			}
			for y, class := range d.Classes {
				if !slices.Contains(s.TrainY, uint8(y)) || !slices.Contains(s.TestY, uint8(y)) {
					t.Errorf("%s is missing", class)
				}
			}
		})
	}
}

// The figures were computed by Python from the IDX files of the package:
// sums of all pixels, and the histogram of labels[::5].
func TestLoad_MNIST(t *testing.T) {
	s := mustLoad(t, "mnist", 60_000, 10_000)
	if got := total(s.TrainX); got != 1_567_298_545 {
		t.Errorf("training pixels sum to %d", got)
	}
	if got := total(s.TestX); got != 264_923_200 {
		t.Errorf("test pixels sum to %d", got)
	}
	if got, want := histogram(s.TestY[:2000]), []int{189, 222, 212, 242, 196, 186, 158, 215, 193, 187}; !slices.Equal(got, want) {
		t.Errorf("test-0 has %v of each class, want %v", got, want)
	}
	if got, want := histogram(s.TrainY), []int{5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949}; !slices.Equal(got, want) {
		t.Errorf("the training set has %v of each class, want %v", got, want)
	}
	// The test labels begin 7 2 1 0 4 1: test-1 begins with the second.
	if s.TestY[0] != 7 || s.TestY[1] != 1 || s.TestY[2000] != 2 {
		t.Errorf("test begins with %d, %d and test-1 with %d", s.TestY[0], s.TestY[1], s.TestY[2000])
	}
}

// Computed by Python from digits.csv: Σ round(255·v/16) over the first 1,437
// rows, and the classes of the last 360.
func TestLoad_Digits(t *testing.T) {
	s := mustLoad(t, "digits", 1437, 360)
	if got := total(s.TrainX); got != 7_163_005 {
		t.Errorf("training pixels sum to %d", got)
	}
	if got, want := histogram(s.TestY), []int{35, 36, 35, 37, 37, 37, 37, 36, 33, 37}; !slices.Equal(got, want) {
		t.Errorf("the test set has %v of each class, want %v", got, want)
	}
}

// Computed by Python from the three PNG files, whose crops are the first classes
// (those of JPEG depend on the decoder): how many there are and the sum of their
// values, in training and test, which are loaded whole.
func TestLoad_Photos(t *testing.T) {
	type held struct{ n, sum [2]int }
	for name, want := range map[string][3]held{
		"photos": {
			{[2]int{249, 32}, [2]int{87_425_876, 9_403_948}},
			{[2]int{188, 29}, [2]int{60_313_646, 6_166_956}},
			{[2]int{122, 25}, [2]int{41_699_426, 9_347_283}},
		},
		"photos64": {
			{[2]int{67, 8}, [2]int{91_180_283, 9_776_501}},
			{[2]int{53, 8}, [2]int{68_343_741, 6_116_929}},
			{[2]int{29, 5}, [2]int{39_577_750, 7_453_226}},
		},
	} {
		info, err := sets.Get(name)
		if err != nil {
			t.Fatal(err)
		}
		s := mustLoad(t, name, info.Train, info.Test)
		var got [3]held
		for class := range got {
			for half, y := range [][]uint8{s.TrainY, s.TestY} {
				x, _ := keep([][]uint8{s.TrainX, s.TestX}[half], y, class, class+1, s.Shape.Size())
				got[class].n[half], got[class].sum[half] = len(x)/s.Shape.Size(), total(x)
			}
		}
		if got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

// A part of a part is its beginning.
func TestLoad_Few(t *testing.T) {
	few, all := mustLoad(t, "digits", 10, 100), mustLoad(t, "digits", 1437, 360)
	if !slices.Equal(few.TrainX, all.TrainX[:10*64]) || !slices.Equal(few.TestX, all.TestX[:100*64]) || !slices.Equal(few.TestY, all.TestY[:100]) {
		t.Error("few examples are not the first ones")
	}
}

// What the page fetches before it can train is at most 2.2 MB for MNIST, which it
// does unless told otherwise, and 7 MB for any set.
func TestStoredSize(t *testing.T) {
	for _, d := range All() {
		train, test := Parts(d)
		var first, most int64 = 0, 7e6
		if d.Name == "mnist" {
			most = 2.2e6
		}
		for _, p := range slices.Concat(enough(train, d.DefaultTrain), enough(test, d.DefaultTest)) {
			info, err := os.Stat(stored + "/" + p.Name + ".gz")
			if err != nil {
				t.Fatal(err)
			}
			first += info.Size()
		}
		if first > most {
			t.Errorf("the default load of %s is %d bytes", d.Name, first)
		}
	}
}

func TestLoad_Progress(t *testing.T) {
	var seen []float64
	files := Gzip(os.DirFS(stored))
	if _, err := Load(t.Context(), files, "mnist", 100, 100, func(part float64) { seen = append(seen, part) }); err != nil {
		t.Fatal(err)
	}
	if len(seen) < 10 || !slices.IsSorted(seen) || seen[len(seen)-1] != 1 {
		t.Errorf("progress was %v", seen)
	}
}

func TestLoad_Cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	_, err := Load(ctx, Gzip(os.DirFS(stored)), "mnist", 100, 100, func(float64) { calls++; cancel() })
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("got %v after %d reads, want context.Canceled after one", err, calls)
	}
}

func TestLoad_WrongFields(t *testing.T) {
	for _, tc := range []struct {
		set         string
		train, test int
		field, want string
	}{
		{"mnits", 1, 1, "data", "mnist"},
		{"digits", 1438, 1, "train", "from 1 to 1437, so 1438"},
		{"digits", 0, 1, "train", "so 0 is out of range"},
		{"digits", 1, -5, "test", "from 1 to 360, so -5"},
	} {
		_, err := Load(t.Context(), fstest.MapFS{}, tc.set, tc.train, tc.test, nil)
		var wrong *spec.FieldError
		if !errors.As(err, &wrong) || wrong.Field != tc.field || !strings.Contains(wrong.Message, tc.want) {
			t.Errorf("%v: got %v, want an error of %s with %q", tc, err, tc.field, tc.want)
		}
	}
}

// brokenFS fails for another reason than a missing file.
type brokenFS struct{}

func (brokenFS) Open(string) (fs.File, error) { return nil, errors.New("the line is dead") }

func TestLoad_BadFiles(t *testing.T) {
	good, err := fs.ReadFile(Gzip(os.DirFS(stored)), "digits/train-0")
	if err != nil {
		t.Fatal(err)
	}
	flipped := slices.Clone(good)
	flipped[5000] ^= 1
	for want, files := range map[string]fs.FS{
		"digits/train-0 is corrupted (its checksum is":               fstest.MapFS{"digits/train-0": {Data: flipped}},
		"digits/train-0 is cut short: reload":                        fstest.MapFS{"digits/train-0": {Data: good[:len(good)-1]}},
		"digits/train-0 is missing: choose fewer":                    fstest.MapFS{},
		"digits/test-0 is missing: choose fewer":                     fstest.MapFS{"digits/train-0": {Data: good}},
		"digits/train-0 cannot be read (the line is dead): reload":   brokenFS{},
		"digits/train-0 cannot be read (inflate digits/train-0.gz: ": Gzip(fstest.MapFS{"digits/train-0.gz": {Data: []byte("<!doctype html>")}}),
	} {
		_, err := Load(t.Context(), files, "digits", 10, 10, nil)
		if err == nil || !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), "`make data`") {
			t.Errorf("got %v, want %s…", err, want)
		}
	}
}

// However a stored file is damaged, a load either fails or is right.
func FuzzLoad(f *testing.F) {
	z, err := os.ReadFile(stored + "/digits/test-0.gz")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(z)
	f.Add(z[:len(z)/2])
	f.Add([]byte{})
	train, err := os.ReadFile(stored + "/digits/train-0.gz")
	if err != nil {
		f.Fatal(err)
	}
	want := mustLoad(f, "digits", 1, 72)
	f.Fuzz(func(t *testing.T, b []byte) {
		files := Gzip(fstest.MapFS{"digits/train-0.gz": {Data: train}, "digits/test-0.gz": {Data: b}})
		s, err := Load(t.Context(), files, "digits", 1, 72, nil)
		if err == nil && !slices.Equal(s.TestX, want.TestX) {
			t.Error("wrong images passed for right")
		}
	})
}
