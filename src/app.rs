//! The page: which screen is shown, and what is around all screens.

use crate::dom::{El, Live, el, live, mount, p};
use crate::route::{Page, Route};
use crate::start::{self, StartError};
use crate::store::StoreError;
use crate::{device, dispatch, fill, parts, platform, sheets, state, text};
#[cfg(feature = "desk")]
use crate::{exchange, find, history, review, settings};

/// Begins: called once.
pub fn start() {
    let signals = state::signals();
    #[cfg(feature = "english")]
    platform::page::speak(text::LANGUAGE);
    signals.route.set(Route::parse(&platform::page::hash()));
    platform::page::on_window("hashchange", move || {
        // Whoever leaves in the middle of a field has answered it.
        platform::page::blur();
        dispatch::flush();
        signals.route.set(Route::parse(&platform::page::hash()));
    });
    platform::page::on_leave(dispatch::leave);
    #[cfg(feature = "desk")]
    platform::page::ask_before_leaving(crate::trial::has_changes);
    parts::show_numbers();
    device::start();
    let ready: Live<Option<Result<(), StartError>>> = Live::new(None);
    let done = ready.clone();
    crate::platform::spawn(async move { done.set(Some(start::run().await)) });
    mount(move || {
        let screens = live(move || match ready.get() {
            None => Vec::new(),
            Some(Err(error)) => vec![start_failed(error)],
            Some(Ok(())) if !signals.begun.get() => Vec::new(),
            #[cfg(not(feature = "desk"))]
            Some(Ok(())) if signals.onward.get() => crate::onward::to_the_desk(),
            Some(Ok(())) => screen(signals.route.get()),
        });
        // The scripts around the program reload the page only where this says "saved".
        screens.live_attr("data-kept", move || Some(parts::light_name(signals).into()))
    });
}

fn start_failed(error: StartError) -> El {
    let words = match error {
        StartError::NoInstrument => text::NO_INSTRUMENT,
        StartError::BadInstrument => text::BAD_INSTRUMENT,
    };
    el("main")
        .class("page")
        .attr("data-screen", "failed")
        .child(el("h1").text(text::APP))
        .child(p(words).attr("role", "alert"))
}

fn screen(route: Route) -> Vec<El> {
    #[cfg(feature = "desk")]
    platform::page::any_paper();
    let fresh = sheets::are_fresh();
    // Choosing begins in its field, and sheets where their address points to.
    if !matches!(route, Route::Choose(_) | Route::Sheet(..)) {
        platform::page::at_frame(platform::page::to_top);
    }
    match route {
        Route::Home => fill::home(fresh),
        Route::Choose(regency) => fill::choose(regency),
        #[cfg(feature = "desk")]
        Route::TakeIn => exchange::take_in(),
        #[cfg(feature = "desk")]
        Route::Instruments => fill::edition::instruments(),
        #[cfg(feature = "desk")]
        Route::Rescue => history::rescue(),
        Route::About => parts::about(),
        #[cfg(feature = "desk")]
        Route::Device => device::card(),
        #[cfg(feature = "desk")]
        Route::Glossary => crate::glossary::page(),
        #[cfg(feature = "desk")]
        Route::Settings => settings::settings(),
        Route::Unknown => parts::not_found(),
        #[cfg(not(feature = "desk"))]
        Route::TakeIn
        | Route::Instruments
        | Route::Rescue
        | Route::Device
        | Route::Sheet(saba_core::instrument::SheetKind::Kabupaten, ..)
        | Route::Sheet(
            _,
            _,
            Page::Gaps
            | Page::HandOver
            | Page::Conflicts
            | Page::Board
            | Page::History(_)
            | Page::Lock,
        ) => crate::onward::to_the_desk(),
        Route::Sheet(kind, region, page) => {
            let opened = Live::new(None);
            let (at, result) = (region.clone(), opened.clone());
            crate::platform::spawn(async move {
                let found = sheets::open(kind, &at, fresh).await;
                #[cfg(feature = "desk")]
                if kind == saba_core::instrument::SheetKind::Kabupaten {
                    crate::board::begin(&at);
                    crate::instruments::keep_own().await;
                    fill::edition::find_last_cycle().await;
                }
                result.set(Some(found));
            });
            vec![live(move || match opened.get() {
                None => parts::loading(),
                #[cfg(feature = "desk")]
                Some(Err(StoreError::Locked)) => device::ask_passphrase(kind, &region, &page),
                #[cfg(not(feature = "desk"))]
                // The large program has the keys. Where it cannot be asked for under this
                // address, it is there under that of the lock.
                Some(Err(StoreError::Locked)) => {
                    if !crate::prefs::desk_from_now_on() {
                        platform::page::go(&Route::Sheet(kind, region.clone(), Page::Lock).hash());
                    }
                    crate::onward::to_the_desk()
                }
                Some(Err(error)) => parts::store_failed(error),
                Some(Ok(found)) => {
                    // Another sheet on the same screen: build it anew.
                    state::signals().opened.get();
                    focus(page.clone());
                    #[cfg(feature = "desk")]
                    if !matches!(page, Page::Overview | Page::Section(..)) && crate::trial::is_on()
                    {
                        return fill::trial::first_end_it();
                    }
                    match &page {
                        Page::Overview => fill::overview(kind, &region, found == Some(false)),
                        Page::Section(section, _) => fill::section(section),
                        #[cfg(feature = "desk")]
                        Page::Find => find::find(),
                        #[cfg(feature = "desk")]
                        Page::Gaps => find::gaps(),
                        #[cfg(feature = "desk")]
                        Page::HandOver => exchange::hand_over(),
                        #[cfg(feature = "desk")]
                        Page::Lock => device::lock_page(),
                        #[cfg(feature = "desk")]
                        Page::Paper => crate::paper::paper(),
                        #[cfg(feature = "desk")]
                        Page::Keying(None) => crate::keying::sections(),
                        #[cfg(feature = "desk")]
                        Page::Keying(Some(section)) => crate::keying::section(section),
                        #[cfg(feature = "desk")]
                        Page::Review => review::overview(),
                        #[cfg(feature = "desk")]
                        Page::Repairs => review::repairs(),
                        #[cfg(feature = "desk")]
                        Page::Meeting => review::meeting(),
                        #[cfg(feature = "desk")]
                        Page::Invitations => crate::invite::invitations(kind, &region),
                        #[cfg(feature = "desk")]
                        Page::Aims => crate::plans::aims(),
                        #[cfg(feature = "desk")]
                        Page::Plans => crate::plans::plans(),
                        #[cfg(feature = "desk")]
                        Page::Reports(name) => match name.as_str() {
                            "" => crate::reports::list(&region),
                            name => crate::reports::report(&region, name),
                        },
                        #[cfg(feature = "desk")]
                        Page::Recap => review::recap(),
                        #[cfg(feature = "desk")]
                        Page::Visit => crate::visit::visit(),
                        #[cfg(feature = "desk")]
                        Page::OtherWays => exchange::other_ways(),
                        #[cfg(feature = "desk")]
                        Page::Conflicts => exchange::conflicts(),
                        #[cfg(feature = "desk")]
                        Page::Board => crate::board::board(kind, &region),
                        #[cfg(feature = "desk")]
                        Page::Proposals => crate::board::proposals(&region),
                        #[cfg(feature = "desk")]
                        Page::Compare => fill::edition::compare(),
                        #[cfg(feature = "desk")]
                        Page::History(moment) => match moment.as_str() {
                            "" => history::machine(),
                            name => history::moment(name),
                        },
                        #[cfg(not(feature = "desk"))]
                        _ => Vec::new(),
                    }
                }
            })]
        }
    }
}

/// Puts the focus where the address points to.
fn focus(page: Page) {
    platform::page::at_frame(move || match page {
        Page::Section(_, Some(item)) => {
            platform::page::reveal(&text::join(&["[data-item=\"", &item, "\"]"]));
        }
        _ => platform::page::to_top(),
    });
}
