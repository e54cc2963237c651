from recovery_site.storage import ForgivingStaticFiles


def test_a_file_that_collectstatic_never_saw_is_named_as_it_is(tmp_path):
    storage = ForgivingStaticFiles(location=tmp_path, base_url="/static/")
    assert storage.stored_name("js/forgotten.js") == "js/forgotten.js"


def test_a_collected_file_is_named_by_what_it_holds(tmp_path):
    storage = ForgivingStaticFiles(location=tmp_path, base_url="/static/")
    storage.hashed_files = {"js/near-me.js": "js/near-me.0123456789ab.js"}
    assert storage.stored_name("js/near-me.js") == "js/near-me.0123456789ab.js"
